import { connect, type Socket } from 'node:net';

export type Address = { readonly host: string; readonly port: number };

export const addressOf = (url: string): Address => {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
};

/** An open connection that never fails aloud. */
export const open = (address: Address): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(address, () => resolve(socket));
    socket.once('error', reject);
    socket.on('error', () => {});
  });

/** Sends bytes as they are; gives back all that comes until the other side ends, or is quiet for a while. */
export const converse = async (address: Address, bytes: string | Buffer, quiet = 300): Promise<string> => {
  const socket = await open(address);
  const chunks: Buffer[] = [];
  return new Promise((resolve) => {
    const done = (): void => {
      socket.destroy();
      resolve(Buffer.concat(chunks).toString('latin1'));
    };
    socket.setTimeout(quiet, done);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', done);
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  });
};

export type RawAnswer = { readonly status: number; readonly head: string; readonly body: string };

/** The answers in what a connection gave back; they must have a length. */
export const answersIn = (text: string): RawAnswer[] => {
  const answers: RawAnswer[] = [];
  for (let rest = text; rest.startsWith('HTTP/1.1 '); ) {
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) break;
    const head = rest.slice(0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    answers.push({ status: Number(head.slice(9, 12)), head, body: rest.slice(end + 4, end + 4 + length) });
    rest = rest.slice(end + 4 + length);
  }
  return answers;
};
