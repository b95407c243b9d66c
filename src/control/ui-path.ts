/** The address of the page; its files are below it. */
export const uiPath = '/_emulator/ui';
