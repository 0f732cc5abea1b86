import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A connection on which a test sends what it likes, byte by byte, and reads answers one by one. */
export class RawClient {
  readonly socket: Socket;
  #received = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined).setMaxListeners(0);
    socket.on('data', (chunk) => {
      this.#received = Buffer.concat([this.#received, chunk]);
    });
  }

  static async open(port: number): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** Sends lines as a head, with `Host`, and a body as it is. */
  send(lines: string[], body: string | Buffer = ''): void {
    this.socket.write(`${[...lines, 'Host: localhost'].join('\r\n')}\r\n\r\n`);
    this.socket.write(body);
  }

  /** The next answer; its body as long as its `Content-Length` says. */
  async answer(): Promise<RawResponse> {
    const head = await this.#until(() => {
      const end = this.#received.indexOf('\r\n\r\n');
      return end < 0 ? undefined : this.#take(end + 4);
    });
    const [first = '', ...lines] = head.trimEnd().split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 2),
      ]),
    );
    const length = Number(headers['content-length'] ?? 0);
    const body = await this.#until(() => (this.#received.length < length ? undefined : this.#take(length)));
    return { status: Number(first.split(' ')[1]), headers, body };
  }

  /** Resolves when more can be sent, or the connection is closed. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      for (const event of ['drain', 'close']) this.socket.once(event, () => resolve());
    });
  }

  /** Resolves when the server has closed the connection. */
  async closed(): Promise<void> {
    if (!this.socket.closed) await once(this.socket, 'close');
  }

  #take(length: number): string {
    const text = this.#received.toString('utf8', 0, length);
    this.#received = this.#received.subarray(length);
    return text;
  }

  async #until(read: () => string | undefined): Promise<string> {
    for (;;) {
      const found = read();
      if (found !== undefined) return found;
      if (this.socket.closed) throw new Error(`The connection ended; received: ${this.#received}`);
      await Promise.race([once(this.socket, 'data'), once(this.socket, 'close')]);
    }
  }
}
