// SPDX-License-Identifier: Apache-2.0
// A static server with byte ranges, as any council's web server is; it keeps what was asked of it.
// `made`: by path, texts that stand for files.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".tif": "image/tiff", ".png": "image/png" };

export async function serve(folder, made = {}) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = join(folder, normalize(path.endsWith("/") ? `${path}index.html` : path));
    asked.push({ path, range: request.headers.range });
    if (path in made) return response.writeHead(200, { "Content-Type": types[extname(path)] }).end(made[path]);
    try {
      const { size } = await stat(file);
      const [, from, to] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "") ?? [];
      const start = Number(from ?? 0);
      const end = Math.min(size - 1, to ? Number(to) : size - 1);
      const head = { "Content-Type": types[extname(file)] ?? "application/octet-stream", "Content-Length": end - start + 1, "Accept-Ranges": "bytes" };
      if (from === undefined) response.writeHead(200, head);
      else response.writeHead(206, { ...head, "Content-Range": `bytes ${start}-${end}/${size}` });
      createReadStream(file, { start, end }).pipe(response);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/`, asked, close: () => server.close() };
}
