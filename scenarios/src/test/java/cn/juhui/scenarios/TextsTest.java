package cn.juhui.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.platform.testkit.Writing;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every text that people read, of all services: written as docs/glossary.md says, with none of the words that it doesn't use.
class TextsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private static final Pattern SUMMARY =
            Pattern.compile("^\\s*(?:summary|description|title): (.*)$");

    /// Names of members and the like, in Markdown.
    private static final Pattern MARKED_CODE = Pattern.compile("`[^`]*`");

    /// What is written as another house writes it, where its form is made: by file, the names that are its own.
    private static final Map<String, String> FOREIGN_FORMS =
            Map.of(
                    "standalone/src/main/java/cn/juhui/standalone/channel/alipay/Statement.java",
                    "商户订单号");

    /// A word that isn't used, except inside these longer ones.
    private record Loser(String word, List<String> except) {

        boolean isIn(String text) {
            var rest = text;
            for (var longer : except) {
                rest = rest.replace(longer, "");
            }
            return HAN.matcher(word).find()
                    ? rest.contains(word)
                    : Pattern.compile("(?i)\\b" + Pattern.quote(word) + "s?\\b")
                            .matcher(rest)
                            .find();
        }
    }

    private static final List<Loser> LOSERS = losers(read(ROOT.resolve("docs/glossary.md")));

    @Test
    void the_glossary_names_what_is_not_used() {
        assertThat(LOSERS).extracting(Loser::word).contains("撤销", "顾客", "催促", "逾期", "cancel");
        assertThat(new Loser("客户", List.of("客户端")).isIn("客户端")).isFalse();
        assertThat(new Loser("客户", List.of("客户端")).isIn("请客户使用客户端")).isTrue();
        assertThat(new Loser("cancel", List.of()).isIn("Cancelled")).isFalse();
        assertThat(new Loser("seller", List.of()).isIn("Two Sellers")).isTrue();
    }

    @Test
    void bundles_are_written_as_the_glossary_says() {
        var faults = new ArrayList<String>();
        var bundles = bundles();
        assertThat(bundles).hasSizeGreaterThanOrEqualTo(16);
        bundles.forEach((name, texts) ->
                texts.stringPropertyNames().stream()
                        .sorted()
                        .forEach(key -> {
                            var text = texts.getProperty(key);
                            var filled = text.contains("{0") || key.startsWith("notification.");
                            Stream.concat(Writing.faults(key, text, filled).stream(), used(text))
                                    .forEach(fault -> faults.add(name + " " + key + ": " + fault));
                        }));
        assertThat(faults).isEmpty();
    }

    /// Codes and members' names are for programs, and stand beside the texts.
    @Test
    void bundles_have_no_codes_in_them() {
        var code = Pattern.compile("[A-Z]{2,}_[A-Z]|\\b[a-z]+[A-Z][a-z]+");
        var faults = new ArrayList<String>();
        bundles()
                .forEach((name, texts) ->
                        texts.forEach((key, text) -> {
                            if (code.matcher(text.toString()).find()) {
                                faults.add(name + " " + key + ": " + text);
                            }
                        }));
        assertThat(faults).isEmpty();
    }

    /// The API's documents, the file that explains a dossier, the command's help, what the standalone platform and its demo
    /// say, the guides, and the Chinese README.
    @Test
    void other_texts_use_the_same_words() {
        var faults = new ArrayList<String>();
        for (var file : otherTexts()) {
            var number = 0;
            var foreign = FOREIGN_FORMS.get(ROOT.relativize(file).toString());
            for (var written : read(file).split("\n")) {
                number++;
                var line = foreign == null ? written : written.replace(foreign, "");
                if (HAN.matcher(line).find() && !line.strip().startsWith("///")) {
                    var at = ROOT.relativize(file) + ":" + number + ": ";
                    used(MARKED_CODE.matcher(line).replaceAll(""))
                            .forEach(fault -> faults.add(at + fault));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void names_of_other_houses_are_still_in_the_files_that_may_have_them() {
        FOREIGN_FORMS.forEach((file, name) -> {
            assertThat(read(ROOT.resolve(file))).contains(name);
            assertThat(used(name)).isNotEmpty();
        });
    }

    @Test
    void what_the_api_says_about_itself_is_punctuated() {
        var faults =
                read(ROOT.resolve("gateway/src/main/resources/openapi.yaml"))
                        .lines()
                        .map(SUMMARY::matcher)
                        .filter(m -> m.find() && HAN.matcher(m.group(1)).find())
                        .map(m -> m.group(1).replaceAll(" · .*", "").replace("\"", ""))
                        .flatMap(chinese ->
                                Writing.faults("input.summary", chinese, false).stream()
                                        .map(fault -> chinese + ": " + fault));
        assertThat(faults).isEmpty();
    }

    private static Stream<String> used(String text) {
        return LOSERS.stream()
                .filter(loser -> loser.isIn(text))
                .map(loser -> "“" + loser.word() + "” is not used");
    }

    private static Map<String, Properties> bundles() {
        var bundles = new TreeMap<String, Properties>();
        for (var file :
                files(path ->
                        path.toString().contains("/src/main/resources/")
                                && path.getFileName()
                                        .toString()
                                        .matches(".*-messages(_en)?\\.properties"))) {
            var bundle = new Properties();
            try {
                bundle.load(new StringReader(read(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            bundles.put(file.getFileName().toString(), bundle);
        }
        return bundles;
    }

    private static List<Path> otherTexts() {
        var texts = new ArrayList<>(files(path -> path.toString().contains("/src/main/java/")));
        for (var name :
                List.of(
                        "juhui",
                        "README.zh-CN.md",
                        "gateway/src/main/resources/openapi.yaml",
                        "refund-service/src/main/resources/dossier/VERIFY.txt")) {
            texts.add(ROOT.resolve(name));
        }
        walk(ROOT.resolve("docs/guides")).sorted().forEach(texts::add);
        return texts;
    }

    private static List<Path> files(Predicate<Path> wanted) {
        try (var modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src/main"))
                    .filter(Files::isDirectory)
                    .flatMap(TextsTest::walk)
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (var paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From the column "Not used" of every table.
    private static List<Loser> losers(String glossary) {
        var losers = new ArrayList<Loser>();
        var column = -1;
        for (var line : glossary.split("\n")) {
            if (!line.startsWith("|")) {
                column = -1;
                continue;
            }
            var cells = List.of(line.split("\\|", -1));
            if (column < 0) {
                column =
                        cells.indexOf(
                                cells.stream()
                                        .filter(cell -> cell.strip().startsWith("Not used"))
                                        .findFirst()
                                        .orElse(""));
            } else if (!line.startsWith("|---")) {
                Stream.of(cells.get(column).split("[、,]"))
                        .map(TextsTest::loser)
                        .forEach(losers::add);
            }
        }
        losers.removeIf(loser -> loser.word().isEmpty());
        return List.copyOf(losers);
    }

    private static Loser loser(String cell) {
        var parts = cell.strip().split("\\s*\\(except |\\)");
        return new Loser(parts[0], parts.length > 1 ? List.of(parts[1].split("\\s+")) : List.of());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
