import { useState } from "react";
import { useAnnotations } from "./useAnnotations.js";

const ARTICLE = `The old mill will become a library, the council said on Tuesday.

“People have waited nine years for this,” said Teresa Okafor, who leads the council. “Now we build.”

Her opponent, Martin Hale, was less pleased. The money, he warned, would be missed elsewhere.`;

export function App() {
  const [article, setArticle] = useState(ARTICLE);
  const { text, annotations, trouble } = useAnnotations(article);
  return (
    <main>
      <h1>Who said what</h1>
      <label>
        A news article
        <textarea rows={8} cols={80} value={article} onChange={(event) => setArticle(event.target.value)} />
      </label>
      {trouble && <p role="alert">{trouble}</p>}
      <ul>
        {annotations.quotations.map((quotation) => (
          <Quotation key={quotation.content[0].start} text={text} quotation={quotation} entities={annotations.entities} />
        ))}
      </ul>
    </main>
  );
}

function Quotation({ text, quotation: { content, speakers }, entities }) {
  return (
    <li>
      <strong>{speakers.map((id) => entities[id].name).join(" and ") || "Somebody"}</strong>
      <blockquote>{content.map(({ start, end }) => text.slice(start, end)).join(" … ")}</blockquote>
    </li>
  );
}
