// Files that an answer has made. Props: {files: [{label, href}]}
import { Download } from "lucide-react"

export default function DemetraDownloads() {
  return (
    <div className="dm-files dm-made" data-testid="downloads">
      {(props.files || []).map((file) => (
        <a key={file.href} className="dm-file" href={file.href} download><Download size={13} /> {file.label}</a>
      ))}
    </div>
  )
}
