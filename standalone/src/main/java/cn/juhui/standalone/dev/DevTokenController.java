package cn.juhui.standalone.dev;

import cn.juhui.contracts.Role;
import cn.juhui.platform.http.problem.ProblemException;
import cn.juhui.platform.http.problem.ProblemException.InputError;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /dev/tokens` and the key set that the services check them with.
@RestController
class DevTokenController {

    static final String TOKENS = "/dev/tokens";

    /// What the services accept as an id, too.
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._@:-]{0,99}";

    private final DevTokens tokens;

    DevTokenController(DevTokens tokens) {
        this.tokens = tokens;
    }

    record TokenRequest(
            @NotNull @Pattern(regexp = ID) String subject,
            @NotEmpty @Size(max = 5) List<@NotNull Role> roles,
            @Pattern(regexp = ID) @Nullable String merchantId) {}

    record TokenAnswer(String accessToken, String tokenType, long expiresIn) {}

    @PostMapping(TOKENS)
    TokenAnswer issue(@Valid @RequestBody TokenRequest request) {
        if (request.roles().contains(Role.SYSTEM)) {
            throw ProblemException.invalid(InputError.notOneOf("/roles", peoplesRoles()));
        }
        if (request.roles().contains(Role.MERCHANT) && request.merchantId() == null) {
            throw ProblemException.invalid(InputError.of("/merchantId", "REQUIRED"));
        }
        String token = tokens.issue(request.subject(), request.roles(), request.merchantId());
        return new TokenAnswer(token, "Bearer", DevTokens.LIFETIME.toSeconds());
    }

    @GetMapping("/dev/jwks.json")
    Map<String, Object> keySet() {
        return tokens.keySet();
    }

    private static List<Role> peoplesRoles() {
        return Arrays.stream(Role.values()).filter(role -> role != Role.SYSTEM).toList();
    }
}
