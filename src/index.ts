export async function startEmulator() {}
