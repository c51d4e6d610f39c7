// The emoji shortcodes that an app is likely to write; others stay as they were typed.

const SHORTCODES = {
  wave: "👋", tada: "🎉", rocket: "🚀", bulb: "💡", memo: "📝", pencil: "📝", pencil2: "✏️", books: "📚", book: "📖",
  bar_chart: "📊", chart_with_upwards_trend: "📈", chart_with_downwards_trend: "📉", clipboard: "📋", pushpin: "📌",
  mag: "🔍", lock: "🔒", unlock: "🔓", closed_lock_with_key: "🔐", key: "🔑", shield: "🛡️", scales: "⚖️", balance_scale: "⚖️",
  briefcase: "💼", office: "🏢", factory: "🏭", globe_with_meridians: "🌐", earth_africa: "🌍", earth_americas: "🌎",
  moneybag: "💰", dollar: "💵", receipt: "🧾", credit_card: "💳", calendar: "📅", date: "📅", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", alarm_clock: "⏰", stopwatch: "⏱️", gear: "⚙️", wrench: "🔧", hammer_and_wrench: "🛠️",
  repeat: "🔁", arrows_counterclockwise: "🔄", recycle: "♻️", arrow_right: "➡️", arrow_left: "⬅️", arrow_up: "⬆️",
  arrow_down: "⬇️", leftwards_arrow_with_hook: "↩️", point_right: "👉", point_left: "👈", point_up: "☝️", point_down: "👇",
  white_check_mark: "✅", heavy_check_mark: "✔️", ballot_box_with_check: "☑️", x: "❌", no_entry: "⛔", no_entry_sign: "🚫",
  warning: "⚠️", rotating_light: "🚨", information_source: "ℹ️", question: "❓", grey_question: "❔", exclamation: "❗",
  thumbsup: "👍", "+1": "👍", thumbsdown: "👎", "-1": "👎", clap: "👏", pray: "🙏", muscle: "💪", eyes: "👀", brain: "🧠",
  raised_hands: "🙌", handshake: "🤝", busts_in_silhouette: "👥", bust_in_silhouette: "👤", robot_face: "🤖", house: "🏠",
  speech_balloon: "💬", thought_balloon: "💭", star: "⭐", sparkles: "✨", fire: "🔥", heart: "❤️", smile: "😄",
  slightly_smiling_face: "🙂", thinking_face: "🤔", confused: "😕", sweat_smile: "😅", partying_face: "🥳", seedling: "🌱",
  large_blue_circle: "🔵", large_green_circle: "🟢", large_yellow_circle: "🟡", red_circle: "🔴", large_orange_circle: "🟠",
  white_circle: "⚪", black_circle: "⚫", telephone_receiver: "📞", headphones: "🎧", email: "📧", envelope: "✉️",
  package: "📦", link: "🔗", triangular_flag_on_post: "🚩", checkered_flag: "🏁", dart: "🎯", scissors: "✂️", compass: "🧭",
};

/** The emoji of a shortcode without its colons, or null. */
export function emoji(shortcode) {
  return Object.hasOwn(SHORTCODES, shortcode) ? SHORTCODES[shortcode] : null;
}

/** The same text with the known shortcodes replaced. */
export function withEmoji(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => emoji(name) ?? whole);
}
