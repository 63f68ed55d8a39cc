package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

/// docker-compose.yml says what the services read, and nothing else.
class ComposeTest {

    private static final String TEXT = Repository.text("docker-compose.yml");
    private static final Map<String, Object> COMPOSE = Repository.yaml(TEXT).getFirst();
    private static final Map<String, Object> SERVICES = Tree.map(COMPOSE, "services");
    private static final Pattern SECRET = Pattern.compile("\\$\\{([A-Z_]+)(:\\?[^}]+)?}");

    @SuppressWarnings("unused")
    static final List<ServiceSettings> PROCESSES = ServiceSettings.all();

    /// Those that do one thing and end; whoever needs them waits for that end.
    private static final Set<String> STEPS =
            SERVICES.keySet().stream()
                    .filter(name ->
                            TEXT.contains(name + ": {condition: service_completed_successfully}"))
                    .collect(Collectors.toSet());

    @Nested
    class EveryProcess {

        @ParameterizedTest
        @FieldSource("cn.juhui.deployment.ComposeTest#PROCESSES")
        void is_built_by_the_one_recipe(ServiceSettings process) {
            assertThat(Tree.text(service(process), "build/args/SERVICE")).isEqualTo(process.name());
            assertThat(Tree.text(service(process), "image"))
                    .startsWith("juhui/" + process.name() + ":");
            assertThat(Repository.text("docker/collect-jars.sh")).contains(process.name());
        }

        @ParameterizedTest
        @FieldSource("cn.juhui.deployment.ComposeTest#PROCESSES")
        void is_given_what_it_must_have_and_only_what_it_reads(ServiceSettings process) {
            assertThat(environment(process).keySet())
                    .containsAll(process.mustBeGiven())
                    .isSubsetOf(process.variables().keySet());
        }

        @ParameterizedTest
        @FieldSource("cn.juhui.deployment.ComposeTest#PROCESSES")
        void listens_where_its_own_settings_say(ServiceSettings process) {
            assertThat(environment(process))
                    .containsEntry(
                            ServiceSettings.variable(process.name()) + "_PORT", process.port())
                    .containsEntry(
                            ServiceSettings.variable(process.name()) + "_MANAGEMENT_PORT",
                            process.managementPort());
            assertThat(String.valueOf(Tree.at(service(process), "ports")))
                    .as("what the world reaches")
                    .doesNotContain(process.managementPort());
        }

        @ParameterizedTest
        @FieldSource("cn.juhui.deployment.ComposeTest#PROCESSES")
        void finds_the_others_where_they_listen(ServiceSettings process) {
            for (var other : process.calls()) {
                assertThat(environment(process))
                        .containsEntry(
                                ServiceSettings.variable(other) + "_URL",
                                "http://%s:%s".formatted(other, ServiceSettings.of(other).port()));
            }
        }

        @ParameterizedTest
        @FieldSource("cn.juhui.deployment.ComposeTest#PROCESSES")
        void is_healthy_when_it_says_so_on_its_management_port(ServiceSettings process) {
            assertThat(Tree.at(service(process), "healthcheck/test"))
                    .isEqualTo(List.of("CMD", "healthy", process.managementPort()));
            assertThat(Repository.text("docker/healthy.sh")).contains("/actuator/health/readiness");
        }

        @ParameterizedTest
        @FieldSource("cn.juhui.deployment.ComposeTest#PROCESSES")
        void may_write_nothing_but_tmp_and_has_no_privileges(ServiceSettings process) {
            assertThat(Tree.at(service(process), "read_only")).isEqualTo(true);
            assertThat(Tree.at(service(process), "cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(Tree.text(service(process), "security_opt"))
                    .contains("no-new-privileges:true");
            assertThat(Tree.text(service(process), "tmpfs")).contains("/tmp:");
        }

        @ParameterizedTest
        @FieldSource("cn.juhui.deployment.ComposeTest#PROCESSES")
        void speaks_with_the_store_as_itself(ServiceSettings process) {
            if (process.database() != null && process.isService()) {
                assertThat(environment(process).get("MONGODB_URI"))
                        .startsWith("mongodb://" + process.name() + ":${")
                        .contains("@mongodb:27017/");
                assertThat(Repository.text("docker/compose/mongodb-init.js"))
                        .contains("'%s': '%s'".formatted(process.name(), process.database()));
            }
        }
    }

    @Nested
    class EveryContainer {

        @Test
        void names_the_version_of_its_image() {
            SERVICES.forEach((name, service) ->
                    assertThat(Tree.text(service, "image"))
                            .as(name)
                            .matches("[a-z0-9./-]+:[v0-9a-z.-]*[0-9]+[0-9a-z.-]*"));
        }

        @Test
        void has_limits() {
            SERVICES.forEach((name, service) ->
                    assertThat(Tree.texts(service, "deploy/resources/limits"))
                            .as(name)
                            .containsKeys("cpus", "memory"));
        }

        @Test
        void says_whether_it_is_healthy_unless_it_ends() {
            SERVICES.forEach((name, service) ->
                    assertThat(Tree.at(service, "healthcheck/test") != null)
                            .as(name)
                            .isEqualTo(!STEPS.contains(name)));
        }

        @Test
        void waits_for_what_it_needs_until_that_is_healthy_or_done() {
            SERVICES.forEach((name, service) ->
                    Tree.map(service, "depends_on")
                            .forEach((needed, how) -> {
                                assertThat(SERVICES).as(name).containsKey(needed);
                                assertThat(Tree.text(how, "condition"))
                                        .as("%s → %s", name, needed)
                                        .isEqualTo(
                                                STEPS.contains(needed)
                                                        ? "service_completed_successfully"
                                                        : "service_healthy");
                            }));
        }

        @Test
        void waits_for_every_process_whose_address_it_is_given() {
            for (var process : ServiceSettings.all()) {
                var needed =
                        environment(process).values().stream()
                                .flatMap(value ->
                                        SERVICES.keySet().stream()
                                                .filter(other ->
                                                        value.contains("//" + other + ":")
                                                                || value.startsWith(other + ":")))
                                .filter(other ->
                                        process.name().equals("gateway")
                                                || !ServiceSettings.SERVICES.contains(other))
                                .collect(Collectors.toSet());
                assertThat(waitsFor(process.name())).as(process.name()).containsAll(needed);
            }
        }

        @Test
        void keeps_its_data_in_a_volume_that_is_declared() {
            var declared = Tree.map(COMPOSE, "volumes").keySet();
            var used = new TreeSet<String>();
            SERVICES.forEach((name, service) -> {
                if (Tree.at(service, "volumes") instanceof List<?> volumes) {
                    volumes.stream()
                            .map(volume -> volume.toString().replaceFirst(":.*", ""))
                            .filter(volume -> !volume.startsWith("."))
                            .forEach(used::add);
                }
            });
            assertThat(used).isEqualTo(new TreeSet<>(declared));
        }

        @Test
        void is_reached_from_this_machine_only() {
            SERVICES.forEach((name, service) -> {
                if (Tree.at(service, "ports") instanceof List<?> ports) {
                    assertThat(ports)
                            .as(name)
                            .allSatisfy(
                                    port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
                }
            });
        }
    }

    @Nested
    class Secrets {

        @Test
        void have_no_default_and_say_where_to_get_them() {
            var found = new ArrayList<String>();
            var secret = SECRET.matcher(TEXT.replace("$${", ""));
            while (secret.find()) {
                found.add(secret.group(1));
                assertThat(secret.group(2))
                        .as(secret.group(1))
                        .isEqualTo(":?run ./juhui secrets first");
            }
            assertThat(found).isNotEmpty();
        }

        @Test
        void stand_nowhere_in_clear() {
            SERVICES.forEach((name, service) ->
                    Tree.texts(service, "environment")
                            .forEach((variable, value) -> {
                                if (variable.matches(".*(PASSWORD|SECRET|KEY)$")) {
                                    assertThat(value)
                                            .as("%s: %s", name, variable)
                                            .matches("\\$\\{[A-Z_]+:\\?.+}");
                                }
                            }));
        }
    }

    @Nested
    class TheRealm {

        private final Map<?, ?> realm =
                JsonMapper.shared()
                        .readValue(Repository.text("docker/compose/realm.json"), Map.class);

        @Test
        void has_the_roles_of_the_api() {
            assertThat(names("roles/realm"))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.of(Role.values())
                                    .filter(role -> role != Role.SYSTEM)
                                    .map(Role::name)
                                    .toList());
        }

        @Test
        void issues_tokens_with_the_claims_that_services_read() {
            var scope = Tree.list(realm, "clientScopes").getFirst();
            var claims =
                    Tree.list(scope, "protocolMappers").stream()
                            .map(mapper -> Tree.text(mapper, "config/claim.name"))
                            .toList();
            assertThat(claims).contains("roles", "merchant_id");
            assertThat(Tree.list(scope, "protocolMappers"))
                    .anySatisfy(mapper ->
                            assertThat(Tree.text(mapper, "config/included.custom.audience"))
                                    .isEqualTo(
                                            ServiceSettings.of("gateway")
                                                    .variables()
                                                    .get("JWT_AUDIENCE")));
            for (var client : Tree.list(realm, "clients")) {
                assertThat(Tree.at(client, "defaultClientScopes"))
                        .isEqualTo(List.of(Tree.text(scope, "name")));
            }
        }

        @Test
        void has_the_client_of_the_api_page_which_leads_nowhere_else() {
            var id = Tree.text(COMPOSE, "services/gateway/environment/DOCS_CLIENT_ID");
            assertThat(Tree.list(realm, "clients"))
                    .filteredOn(client -> Tree.text(client, "clientId").equals(id))
                    .singleElement()
                    .satisfies(client -> {
                        assertThat(Tree.at(client, "redirectUris"))
                                .isEqualTo(
                                        List.of(
                                                "http://localhost:8080/docs/ui/oauth2-redirect.html"));
                        assertThat(Tree.at(client, "publicClient")).isEqualTo(true);
                        assertThat(Tree.at(client, "directAccessGrantsEnabled")).isEqualTo(false);
                        assertThat(Tree.text(client, "attributes/pkce.code.challenge.method"))
                                .isEqualTo("S256");
                    });
        }

        @Test
        void has_the_client_of_the_console_which_leads_nowhere_else() {
            var id = Tree.text(COMPOSE, "services/gateway/environment/CONSOLE_CLIENT_ID");
            assertThat(Tree.list(realm, "clients"))
                    .filteredOn(client -> Tree.text(client, "clientId").equals(id))
                    .singleElement()
                    .satisfies(client -> {
                        assertThat(Tree.at(client, "redirectUris"))
                                .isEqualTo(List.of("http://localhost:8080/console/*"));
                        assertThat(Tree.at(client, "publicClient")).isEqualTo(true);
                        assertThat(Tree.text(client, "attributes/pkce.code.challenge.method"))
                                .isEqualTo("S256");
                    });
        }

        @Test
        void lets_nobody_change_whose_staff_they_are() {
            var profile =
                    JsonMapper.shared()
                            .readValue(
                                    Tree.text(
                                                    Tree.list(
                                                                    realm,
                                                                    "components/org.keycloak.userprofile.UserProfileProvider")
                                                            .getFirst(),
                                                    "config/kc.user.profile.config")
                                            .replaceAll("^\\[|]$", ""),
                                    Map.class);
            assertThat(Tree.list(profile, "attributes"))
                    .anySatisfy(attribute -> {
                        assertThat(Tree.text(attribute, "name")).isEqualTo("merchant_id");
                        assertThat(Tree.at(attribute, "permissions/edit"))
                                .isEqualTo(List.of("admin"));
                    });
        }

        @Test
        void takes_its_secrets_from_variables_that_keycloak_is_given() {
            var wanted = new TreeSet<String>();
            var variable = SECRET.matcher(Repository.text("docker/compose/realm.json"));
            while (variable.find()) {
                wanted.add(variable.group(1));
            }
            assertThat(wanted).isNotEmpty();
            assertThat(Tree.texts(COMPOSE, "services/keycloak/environment").keySet())
                    .containsAll(wanted);
        }

        @Test
        void is_the_issuer_that_services_believe() {
            var keycloak = Tree.texts(COMPOSE, "services/keycloak/environment");
            for (var process : ServiceSettings.all()) {
                assertThat(environment(process))
                        .containsEntry(
                                "JWT_ISSUER",
                                keycloak.get("KC_HOSTNAME") + "/realms/" + realm.get("realm"));
            }
        }

        private List<String> names(String path) {
            return Tree.list(realm, path).stream().map(one -> Tree.text(one, "name")).toList();
        }
    }

    /// Directly, or because what it waits for does.
    private static Set<String> waitsFor(String name) {
        var all = new TreeSet<String>();
        for (var needed : Tree.map(SERVICES, name + "/depends_on").keySet()) {
            all.add(needed);
            all.addAll(waitsFor(needed));
        }
        return all;
    }

    private static Object service(ServiceSettings process) {
        assertThat(SERVICES).containsKey(process.name());
        return SERVICES.get(process.name());
    }

    private static Map<String, String> environment(ServiceSettings process) {
        return Tree.texts(service(process), "environment");
    }
}
