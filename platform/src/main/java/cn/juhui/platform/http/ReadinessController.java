package cn.juhui.platform.http;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whether this instance takes requests, asked at the door where they come in: what the management port says about readiness, as a
/// status and nothing else. For the gateway and the other services, which know an instance by that one address ([Instances]).
@RestController
public final class ReadinessController {

    /// 200 when it is ready, 503 otherwise.
    public static final String PATH = "/internal/readiness";

    private final HealthEndpoint health;

    public ReadinessController(HealthEndpoint health) {
        this.health = health;
    }

    @GetMapping(PATH)
    ResponseEntity<Void> readiness() {
        var readiness = health.healthForPath("readiness");
        var ready = readiness != null && Status.UP.equals(readiness.getStatus());
        return ResponseEntity.status(ready ? 200 : 503).build();
    }
}
