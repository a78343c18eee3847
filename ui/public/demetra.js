// Gives Chainlit's nameless buttons their names, and its lists the roles they have; the words come with the page.
(() => {
  const words = $words
  const language = (navigator.language || "").toLowerCase().startsWith("ru") ? "ru" : "en"
  const named = {
    "#sidebar-trigger-button": "sidebar", "#search-chats-button": "search", "#new-chat-button": "new",
    "#upload-button": "upload", "#chat-submit": "send", "#thread-options": "options", "#stop-button": "stop",
    ".positive-feedback-off, .positive-feedback-on": "good", ".negative-feedback-off, .negative-feedback-on": "bad",
    "button:has(> .lucide-copy), button:has(> .lucide-check)": "copy",
    "button:has(> .lucide-arrow-down):not(.dm-board *)": "down", "#user-nav-button": "person", "#theme-toggle": "theme",
  }
  const mend = () => {
    document.documentElement.lang = language
    for (const [places, key] of Object.entries(named)) {
      for (const button of document.querySelectorAll(places)) {
        if (!button.hasAttribute("aria-label") && !button.innerText.trim()) button.setAttribute("aria-label", words[language][key])
      }
    }
    for (const menu of document.querySelectorAll("#thread-options:not([role])")) {
      menu.setAttribute("role", "button")
    }
    for (const list of document.querySelectorAll('ul[data-sidebar="menu"]:not([role])')) {
      list.setAttribute("role", "group")
      for (const item of list.querySelectorAll("li")) item.setAttribute("role", "presentation")
    }
    for (const item of document.querySelectorAll('ul[data-sidebar="menu"][role] li:not([role])')) item.setAttribute("role", "presentation")
  }
  let due = false
  const soon = () => {
    if (due) return
    due = true
    requestAnimationFrame(() => { due = false; mend() })
  }
  new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true })
  mend()
})()
