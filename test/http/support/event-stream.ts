export interface ReadEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, any>;
}

/** The events of a stream as they arrive; comments and `retry` are kept aside as text. */
export function readEvents(response: Response): { next(): Promise<ReadEvent | null>; rest(): Promise<ReadEvent[]>; asides: string[] } {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const asides: string[] = [];
  let text = '';
  return {
    asides,
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end >= 0) {
          const block = text.slice(0, end);
          text = text.slice(end + 2);
          const found = /^id: (.+)\nevent: (.+)\ndata: (.+)$/.exec(block);
          if (found) return { id: found[1]!, event: found[2]!, data: JSON.parse(found[3]!) };
          asides.push(block);
          continue;
        }
        const { done, value } = await reader.read();
        if (done) return null;
        text += value;
      }
    },
    async rest() {
      const events: ReadEvent[] = [];
      for (let event = await this.next(); event !== null; event = await this.next()) events.push(event);
      return events;
    },
  };
}
