// Questions that could come next; a click asks them in this conversation. Props: {title?, questions: [text]}
export default function DemetraFollowUps() {
  return (
    <div className="dm-next" data-testid={props.title ? "options" : "follow-ups"}>
      {props.title && <span className="dm-quiet">{props.title}</span>}
      {(props.questions || []).map((question) => (
        <button type="button" key={question} onClick={() => sendUserMessage(question)}>{question}</button>
      ))}
    </div>
  )
}
