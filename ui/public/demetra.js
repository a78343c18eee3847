// Gives Chainlit's nameless buttons their names, and its lists the roles they have; the words come with the page.
// Lets what a person has opened, typed or sorted in an element outlive its redraws.
// Shows how many alerts wait to be read: on a pill in the top line and before the tab's title.
(() => {
  const words = $words
  const language = (navigator.language || "").toLowerCase().startsWith("ru") ? "ru" : "en"
  const named = {
    "#sidebar-trigger-button": "sidebar", "#search-chats-button": "search", "#new-chat-button": "new",
    "#upload-button": "upload", "#chat-submit": "send", "#thread-options": "options", "#stop-button": "stop",
    ".positive-feedback-off, .positive-feedback-on": "good", ".negative-feedback-off, .negative-feedback-on": "bad",
    "button:has(> .lucide-copy), button:has(> .lucide-check)": "copy",
    "button:has(> .lucide-arrow-down):not(.dm-board *)": "down", "#user-nav-button": "person",
    "#chat-settings-open-modal": "settings", "button:has(> .lucide-eye), button:has(> .lucide-eye-off)": "password",
    "button:has(> .lucide-share-2)": "share", "#theme-toggle": "theme",
  }
  // Chainlit runs an element's file anew whenever anything around it changes. A component made anew is another one to
  // React, which throws its state and its fields away; the one that was made first stays the same and only gets new props.
  const lasting = {}
  window.demetraLasting = (name, component) => (lasting[name] = lasting[name] || component)
  // The first thing that is asked or chosen moves the page to the conversation's own address, where everything is put up
  // anew: what has been filled in until then is kept here, by the place that it was filled in at.
  const kept = new Map(), watching = new Set()
  window.demetraKept = {
    watch: (told) => { watching.add(told); return () => watching.delete(told) },
    read: (place, initial) => { if (!kept.has(place)) kept.set(place, initial); return kept.get(place) },
    write: (place, value) => { kept.set(place, value); watching.forEach((told) => told()) },
  }
  const pill = document.createElement("output")
  pill.id = "dm-unread"
  let unread = 0
  const count = () => {
    const title = (unread ? "(" + unread + ") " : "") + document.title.replace(/^\(\d+\) /, "")
    if (document.title !== title) document.title = title
    if (!pill.isConnected && document.body) document.body.append(pill)
    if (pill.textContent === String(unread) && pill.hidden === !unread) return
    pill.textContent = unread
    pill.hidden = !unread
    pill.setAttribute("aria-label", words[language].unread + ": " + unread)
    pill.title = words[language].unread
  }
  let wait = 2000
  const listen = () => {
    const address = new URL("/ws/alerts", location.href)
    address.protocol = address.protocol.replace("http", "ws")
    const socket = new WebSocket(address)
    socket.onmessage = (message) => { unread = JSON.parse(message.data).count; wait = 2000; count() }
    socket.onclose = () => { setTimeout(listen, wait); wait = Math.min(2 * wait, 60000) }
  }
  listen()
  const mend = () => {
    document.documentElement.lang = language
    document.documentElement.dataset.place = location.pathname.split("/")[1]
    count()
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
