// What stands behind the figures, folded. Props: {title, lines: [text], notes: [text]}
import { useState } from "react"
import { ChevronRight, Info } from "lucide-react"

function Note({ text }) {
  const [open, setOpen] = useState(false)
  return (
    <button type="button" className={open ? "dm-note dm-open" : "dm-note"} onClick={() => setOpen(!open)}>
      <Info size={14} /> <span>{text}</span>
    </button>
  )
}

const Receipt = window.demetraLasting("receipt", ({ props }) => {
  const [open, setOpen] = useState(false)
  const lines = props.lines || []
  const notes = props.notes || []
  return (
    <div className="dm-receipt" data-testid="receipt">
      {notes.map((text, place) => <Note key={place} text={text} />)}
      {lines.length ? (
        <button type="button" className="dm-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
          <ChevronRight size={14} style={{ transform: open ? "rotate(90deg)" : "none" }} /> {props.title}
        </button>
      ) : null}
      {open ? <ul>{lines.map((line, place) => <li key={place}>{line}</li>)}</ul> : null}
    </div>
  )
})

export default <Receipt props={props} />
