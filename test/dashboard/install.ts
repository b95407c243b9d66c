import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from './browser.ts';

/** Installs Chromium from Debian where it is missing; needs root. */
if (!existsSync(chromiumPath)) {
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-color-emoji']]) {
    const { status } = spawnSync('apt-get', step, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`apt-get ${step[0]}: expected exit code 0, got ${status}`);
  }
}
