package cn.juhui.gateway.console;

import cn.juhui.gateway.docs.TokenDesk;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells the console how people sign in, and shows who opens the bare address where to begin.
@RestController
public final class ConsoleController {

    private final ConsoleSignIn signIn;
    private final ObjectProvider<TokenDesk> desk;

    ConsoleController(ConsoleSignIn signIn, ObjectProvider<TokenDesk> desk) {
        this.signIn = signIn;
        this.desk = desk;
    }

    /// Whoever tries the platform on one machine begins with the console, everybody else with the documents. The path alone,
    /// whatever host the caller claims.
    @GetMapping("/")
    ResponseEntity<Void> entrance() {
        boolean toConsole = desk.getIfAvailable() != null && ConsoleFiles.areBuilt();
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(toConsole ? "/console/" : "/docs"))
                .build();
    }

    @GetMapping("/console/config.json")
    ResponseEntity<ConsoleConfig> config() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(ConsoleConfig.of(signIn, desk.getIfAvailable()));
    }
}
