package cn.juhui.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What every process is made of, as the bill of materials in its jar says, bears a licence that somebody has allowed: a line of
/// `licences-allowed.txt`. Of several licences one is enough.
class LicencesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What runs: the images' processes, and the standalone platform, a part of which the simulated channels are.
    @SuppressWarnings("unused")
    static final List<String> PROCESSES =
            Stream.concat(ServiceSettings.SERVICES.stream(), Stream.of("gateway", "standalone"))
                    .toList();

    @ParameterizedTest
    @FieldSource("PROCESSES")
    void of_all_parts_are_allowed(String process) throws IOException {
        var bill = bill(process);
        assertThat(bill.path("bomFormat").asString("")).isEqualTo("CycloneDX");
        var parts = bill.path("components").valueStream().toList();
        assertThat(parts).hasSizeGreaterThan(50);
        var allowed = allowed();
        assertThat(
                        parts.stream()
                                .filter(part -> !"cn.juhui".equals(part.path("group").asString("")))
                                .filter(part -> licences(part).noneMatch(allowed::contains))
                                .map(part ->
                                        part.path("purl").asString("") + licences(part).toList()))
                .as("of %s bear no licence of licences-allowed.txt", process)
                .isEmpty();
    }

    @Test
    void that_nothing_bears_any_more_are_not_allowed_any_more() throws IOException {
        var borne = new TreeSet<String>();
        for (var process : PROCESSES) {
            bill(process)
                    .path("components")
                    .valueStream()
                    .flatMap(LicencesTest::licences)
                    .forEach(borne::add);
        }
        assertThat(borne).containsAll(allowed());
    }

    @Test
    void a_copyleft_licence_alone_would_not_pass() {
        var part = JSON.readTree("{\"licenses\": [{\"license\": {\"id\": \"AGPL-3.0-only\"}}]}");
        assertThat(licences(part)).containsExactly("AGPL-3.0-only");
        assertThat(allowed()).doesNotContain("AGPL-3.0-only");
    }

    /// By SPDX's id, else as they call themselves.
    private static Stream<String> licences(JsonNode part) {
        return part.path("licenses")
                .valueStream()
                .flatMap(one ->
                        Stream.of(
                                one.path("license").path("id").asString(""),
                                one.path("license").path("name").asString(""),
                                one.path("expression").asString("")))
                .filter(name -> !name.isBlank());
    }

    private static JsonNode bill(String process) throws IOException {
        Path bill =
                Repository.ROOT.resolve(
                        process + "/target/classes/META-INF/sbom/application.cdx.json");
        assertThat(bill).as("made when %s is packaged", process).exists();
        return JSON.readTree(Files.readString(bill));
    }

    private static Set<String> allowed() {
        List<String> lines =
                Repository.text("deployment/src/test/resources/licences-allowed.txt")
                        .lines()
                        .toList();
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
