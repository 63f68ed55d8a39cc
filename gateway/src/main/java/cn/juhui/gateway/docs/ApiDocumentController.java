package cn.juhui.gateway.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The API documents, and a page to read them with.
@RestController
public final class ApiDocumentController {

    private static final MediaType YAML =
            MediaType.parseMediaType("application/yaml;charset=UTF-8");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final ApiDocument document = ApiDocument.load();
    private final String page;

    public ApiDocumentController() throws IOException {
        page = new ClassPathResource("docs/index.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping("/openapi.yaml")
    ResponseEntity<String> openApiYaml() {
        return ResponseEntity.ok().contentType(YAML).body(document.yaml());
    }

    @GetMapping("/openapi.json")
    Map<String, Object> openApiJson() {
        return document.tree();
    }

    @GetMapping("/asyncapi.yaml")
    ResponseEntity<String> asyncApi() throws IOException {
        return ResponseEntity.ok()
                .contentType(YAML)
                .body(
                        new ClassPathResource("asyncapi.yaml")
                                .getContentAsString(StandardCharsets.UTF_8));
    }

    /// Who opens the bare address in a browser is shown around. The path alone, whatever host the caller claims.
    @GetMapping({"/", "/docs/"})
    ResponseEntity<Void> entrance() {
        return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("/docs")).build();
    }

    @GetMapping("/docs")
    ResponseEntity<String> page() {
        return ResponseEntity.ok().contentType(HTML).body(page);
    }
}
