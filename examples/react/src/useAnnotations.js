import { annotate } from "whosaid";
import { useEffect, useState } from "react";

const NOTHING = { mentions: [], entities: [], quotations: [] };

/**
 * What is found in `text`, with the text it was found in: while a newer text is being read, the older answer stays.
 */
export function useAnnotations(text) {
  const [found, setFound] = useState({ text: "", annotations: NOTHING, trouble: null });
  useEffect(() => {
    let newest = true;
    annotate(text).then(
      (annotations) => newest && setFound({ text, annotations, trouble: null }),
      (error) => newest && setFound({ text, annotations: NOTHING, trouble: error.message }),
    );
    return () => {
      newest = false;
    };
  }, [text]);
  return found;
}
