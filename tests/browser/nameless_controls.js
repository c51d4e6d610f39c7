() =>
    [...document.querySelectorAll("button, input, select, textarea, [role=region], nav, aside, main")]
        .filter((node) => node.checkVisibility())
        .filter((node) => !(node.ariaLabel || node.getAttribute("aria-labelledby")))
        .filter((node) => !(node.textContent.trim() || node.labels?.length))
        .map((node) => node.outerHTML)
