package cn.juhui.gateway.docs;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The documents that tools read: of the API, and of the events.
@RestController
public final class ApiDocumentController {

    private static final MediaType YAML =
            MediaType.parseMediaType("application/yaml;charset=UTF-8");

    private final ApiDocument api;
    private final EventDocument events = EventDocument.load();
    private final Supplier<Map<String, Object>> eventsInOneFile =
            SingletonSupplier.of(events::inOneFile);

    ApiDocumentController(SignIn signIn) {
        api = ApiDocument.load().with(signIn);
    }

    @GetMapping("/openapi.yaml")
    ResponseEntity<String> openApiYaml() {
        return ResponseEntity.ok().contentType(YAML).body(api.yaml());
    }

    @GetMapping("/openapi.json")
    Map<String, Object> openApiJson() {
        return api.tree();
    }

    @GetMapping("/asyncapi.yaml")
    ResponseEntity<String> asyncApiYaml() {
        return ResponseEntity.ok().contentType(YAML).body(events.yaml());
    }

    @GetMapping("/asyncapi.json")
    Map<String, Object> asyncApiInOneFile() {
        return eventsInOneFile.get();
    }
}
