() =>
    [...document.querySelectorAll("button, select, summary, textarea, input, a.icon-button, [role=option]")]
        .filter((node) => node.checkVisibility() && !node.closest("[inert]"))
        .map((node) => (node.matches("[type=checkbox], [type=radio]") ? node.closest("label") : node))
        .map((node) => [node, node.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 44 || height < 44)
        .map(([node, { width, height }]) => `${node.ariaLabel ?? node.textContent}: ${width} x ${height}`)
