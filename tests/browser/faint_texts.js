() => {
    const parts = (color) => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
        const pen = canvas.getContext("2d", { willReadFrequently: true });
        pen.fillStyle = color;
        pen.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
        return { rgb: [r, g, b], a: a / 255 };
    };
    const light = (rgb) => {
        const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const { rgb, a } = parts(getComputedStyle(at).backgroundColor);
            if (a > 0.99) return rgb;
        }
        return [255, 255, 255];
    };
    const own = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== "");
    const faint = [];
    for (const node of document.body.querySelectorAll("*")) {
        if (!own(node) || node.closest("svg, .unseen, script, noscript") || !node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        const style = getComputedStyle(node);
        const [one, other] = [light(parts(style.color).rgb), light(ground(node))].sort((a, b) => b - a);
        const contrast = (one + 0.05) / (other + 0.05);
        const big = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
        if (contrast < (big ? 3 : 4.5)) faint.push(`${node.textContent.trim().slice(0, 40)}: ${contrast.toFixed(2)}`);
    }
    return faint;
}
