import { annotate } from "whosaid";

self.addEventListener("message", async ({ data }) => {
  const { quotations: [{ speakers: [speaker] }], entities } = await annotate(data);
  self.postMessage(entities[speaker].name);
});
