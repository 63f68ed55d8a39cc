// Shows this folder at http://localhost:5173, and nothing else.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".mjs": "text/javascript" };

createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const file = normalize(join(folder, path === "/" ? "index.html" : path));
  const type = types[extname(file)];
  if (!type || !file.startsWith(folder + sep) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": type });
  createReadStream(file).pipe(response);
}).listen(Number(process.env.PORT ?? 5173), "127.0.0.1", function () {
  console.log(`http://localhost:${this.address().port}`);
});
