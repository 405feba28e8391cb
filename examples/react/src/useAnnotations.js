import { annotate } from "whosaid";
import { useEffect, useState } from "react";

const NOTHING = { mentions: [], entities: [], quotations: [] };

/**
 * A React hook that annotates `text`. It gives the annotations with the text that they belong to: while a newer text is being read, those
 * of the older one stay.
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
