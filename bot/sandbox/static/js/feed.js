// Hears from the server what changed, and finds its way back when the line breaks.

const FIRST_WAIT = 300;
const LONGEST_WAIT = 4000;

/** A WebSocket that reopens itself. `opened` runs after each (re)opening, `closed` when the line breaks. */
export class Feed {
  constructor(person, { opened, closed, heard }) {
    this.address = `${location.origin.replace(/^http/, "ws")}/page/feed?as=${encodeURIComponent(person)}`;
    this.listeners = { opened, closed, heard };
    this.wait = FIRST_WAIT;
    this.stopped = false;
    this.open();
  }

  open() {
    this.socket = new WebSocket(this.address);
    this.socket.addEventListener("open", () => {
      this.wait = FIRST_WAIT;
      this.listeners.opened();
    });
    this.socket.addEventListener("message", (event) => this.stopped || this.listeners.heard(JSON.parse(event.data)));
    this.socket.addEventListener("close", () => this.reopen());
  }

  reopen() {
    if (this.stopped) return;
    this.listeners.closed();
    this.timer = setTimeout(() => this.open(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket.close();
  }
}
