// Keeps small choices between visits; where the browser forbids that, it forgets without a fuss.

const PREFIX = "sandbox.";

export const memory = {
  get(key) {
    try {
      return localStorage.getItem(PREFIX + key);
    } catch {
      return null;
    }
  },

  set(key, value) {
    try {
      localStorage.setItem(PREFIX + key, value);
    } catch {
      // A private window without storage: the choice lasts as long as the page.
    }
  },
};
