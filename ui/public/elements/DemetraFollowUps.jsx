// Questions that could come next; a click asks them in this conversation. An answer that may be pinned says so here.
// Props: {title?, questions: [text], pin?: {label, done, payload}}
import { useState } from "react"
import { Pin } from "lucide-react"

const FollowUps = window.demetraLasting("follow-ups", ({ props, callAction, sendUserMessage }) => {
  const [pinned, setPinned] = useState(false)
  const { pin } = props
  const pinIt = async () => {
    setPinned(true)
    await callAction({ name: "pin", payload: pin.payload })
  }
  return (
    <div className="dm-next" data-testid={props.title ? "options" : "follow-ups"}>
      {props.title && <span className="dm-quiet">{props.title}</span>}
      {(props.questions || []).map((question) => (
        <button type="button" key={question} onClick={() => sendUserMessage(question)}>{question}</button>
      ))}
      {pin ? (
        <button type="button" className="dm-pin" data-testid="pin" disabled={pinned} onClick={pinIt}><Pin size={14} /> {pinned ? pin.done : pin.label}</button>
      ) : null}
    </div>
  )
})

export default <FollowUps props={props} callAction={callAction} sendUserMessage={sendUserMessage} />
