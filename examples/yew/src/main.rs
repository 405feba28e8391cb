//! A page in Rust, with the framework Yew. It has a text area for an article, and shows the article below with its quotations marked. Point
//! at one to see its speaker.

use web_sys::HtmlTextAreaElement;
use whosaid::Annotations;
use whosaid::export::{Segment, segments};
use yew::prelude::*;

const ARTICLE: &str = "The old mill will become a library, the council said on Tuesday.

“People have waited nine years for this,” said Teresa Okafor, who leads the council. “Now we build.”

Her opponent, Martin Hale, was less pleased. The money, he warned, would be missed elsewhere.";

#[component]
fn App() -> Html {
    let text = use_state(|| AttrValue::from(ARTICLE));
    let annotations = use_memo(text.clone(), |text| whosaid::annotate(text));
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: InputEvent| {
            text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value().into());
        })
    };
    html! {
        <main>
            <h1>{ "Who said what" }</h1>
            <textarea rows="8" aria-label="A news article" value={(*text).clone()} {oninput} />
            <article>
                { for segments(&text, &annotations).iter().map(|segment| marked(&text, &annotations, segment)) }
            </article>
        </main>
    }
}

/// Draws a stretch of the article, with its mark.
fn marked(text: &str, annotations: &Annotations, segment: &Segment) -> Html {
    let words = segment.span.of(text);
    if let Some(quotation) = segment.quotation {
        let speaker = annotations.quotations[quotation].first_speaker();
        let name = speaker.map_or("somebody", |id| annotations.entities[id].name.as_str());
        html! { <mark title={name.to_owned()}>{ words }</mark> }
    } else if segment.source.is_some() {
        html! { <span class="source">{ words }</span> }
    } else {
        html! { words }
    }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
