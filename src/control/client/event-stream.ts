/** One event of a text/event-stream. */
export type ServerSentEvent = {
  readonly event: string;
  /** The last id that was sent; empty before the first. */
  readonly id: string;
  readonly data: string;
};

/** Reads an event from the lines of one block; undefined where the block holds comments only. */
const toEvent = (block: string, lastId: string): ServerSentEvent | { readonly id: string } => {
  let event = 'message';
  let id = lastId;
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'id') id = value;
    else if (field === 'data') data.push(value);
  }
  return data.length === 0 ? { id } : { event, id, data: data.join('\n') };
};

/** Reads the events of a text/event-stream whose lines end with \n, as they arrive. */
export async function* readEvents(chunks: AsyncIterable<string>): AsyncGenerator<ServerSentEvent> {
  let rest = '';
  let id = '';
  for await (const chunk of chunks) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const read = toEvent(block, id);
      id = read.id;
      if ('data' in read) yield read;
    }
  }
}
