package cn.juhui.gateway.docs;

import cn.juhui.gateway.route.Route;
import cn.juhui.gateway.route.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The OpenAPI document of the whole API, and what it says. Tests compare it with the routes and with the services' controllers.
public final class ApiDocument {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final String yaml;
    private final Map<String, Object> tree;

    private ApiDocument(String yaml) {
        this.yaml = yaml;
        this.tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    public static ApiDocument load() {
        try (InputStream in = ApiDocument.class.getResourceAsStream("/openapi.yaml")) {
            return new ApiDocument(
                    new String(
                            Objects.requireNonNull(in, "openapi.yaml").readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same with the issuer as one more way to a token, where people are signed in by the page.
    ApiDocument with(SignIn signIn) {
        if (!signIn.isOffered()) {
            return this;
        }
        return new ApiDocument(
                yaml.replace("\nsecurity:\n", "\nsecurity:\n  - issuer: []\n")
                        .replace(
                                "\n  securitySchemes:\n",
                                "\n  securitySchemes:\n    issuer: {type: openIdConnect, openIdConnectUrl: '"
                                        + signIn.discovery()
                                        + "'}\n"));
    }

    public String yaml() {
        return yaml;
    }

    /// The document as maps, lists, strings, numbers and booleans.
    public Map<String, Object> tree() {
        return tree;
    }

    /// One call of the API.
    ///
    /// @param method upper case
    /// @param path with the document's names of path variables
    /// @param description the document's operation object
    public record Operation(String method, String path, Map<String, Object> description) {

        /// `POST /v1/orders/{}/shipments`: comparable with a controller's mapping, whatever its variables are called.
        public String signature() {
            return signatureOf(method, path);
        }
    }

    /// The form in which calls are compared: path variables without their names.
    public static String signatureOf(String method, String path) {
        return method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }

    public List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        map(tree.get("paths"))
                .forEach((path, item) ->
                        map(item)
                                .forEach((method, operation) -> {
                                    if (METHODS.contains(method)) {
                                        operations.add(
                                                new Operation(
                                                        method.toUpperCase(java.util.Locale.ROOT),
                                                        path,
                                                        map(operation)));
                                    }
                                }));
        return operations;
    }

    /// The signatures of the calls that the routes lead to this service.
    public Set<String> signaturesOf(Service service) {
        var signatures = new TreeSet<String>();
        for (var operation : operations()) {
            if (Route.of(operation.path()).filter(r -> r.service() == service).isPresent()) {
                signatures.add(operation.signature());
            }
        }
        return signatures;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@org.jspecify.annotations.Nullable Object node) {
        return (Map<String, Object>) Objects.requireNonNull(node);
    }
}
