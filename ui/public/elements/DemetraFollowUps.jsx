// Questions that could come next; a click asks them in this conversation. Props: {questions: [text]}
export default function DemetraFollowUps() {
  return (
    <div className="dm-next" data-testid="follow-ups">
      {(props.questions || []).map((question) => (
        <button type="button" key={question} onClick={() => sendUserMessage(question)}>{question}</button>
      ))}
    </div>
  )
}
