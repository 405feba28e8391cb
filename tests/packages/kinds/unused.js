import { annotate } from "whosaid";

console.log("nothing of whosaid is used here");
