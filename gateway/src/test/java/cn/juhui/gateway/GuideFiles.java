package cn.juhui.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// One guide as it stands in `docs/guides`, taken apart.
record GuideFiles(String text) {

    static final List<String> NAMES =
            List.of("start", "apply", "evidence", "errors", "idempotency", "paging", "events");

    static final Path FOLDER = Path.of("../docs/guides");

    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

    /// @param language behind the opening fence
    record Block(String language, String text) {}

    static GuideFiles of(String language, String name) {
        try {
            return new GuideFiles(Files.readString(FOLDER.resolve(language).resolve(name + ".md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(block -> new Block(block.group(1), block.group(2)))
                .toList();
    }

    String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    List<String> headings() {
        return HEADING.matcher(prose()).results().map(heading -> heading.group(1)).toList();
    }

    List<String> found(Pattern pattern) {
        return pattern.matcher(prose()).results().map(MatchResult::group).toList();
    }
}
