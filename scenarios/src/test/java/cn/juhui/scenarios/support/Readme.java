package cn.juhui.scenarios.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One of the two README files, taken apart.
public record Readme(List<Block> blocks) {

    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /// @param language behind the opening fence; empty where there is none
    public record Block(String language, String text) {

        boolean isShell() {
            return language.equals("sh");
        }
    }

    /// What is pasted, and what comes back.
    ///
    /// @param output empty where none is shown
    public record Step(String input, String output) {}

    public static Readme of(String name) {
        try {
            var blocks = new ArrayList<Block>();
            var block = BLOCK.matcher(Files.readString(Path.of("..", name)));
            while (block.find()) {
                blocks.add(new Block(block.group(1), block.group(2)));
            }
            return new Readme(List.copyOf(blocks));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The story.
    public List<Step> steps() {
        var steps = new ArrayList<Step>();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).isShell()) {
                var next = i + 1 < blocks.size() ? blocks.get(i + 1) : new Block("sh", "");
                var shown = next.language().equals("text") || next.language().equals("json");
                steps.add(new Step(blocks.get(i).text(), shown ? next.text() : ""));
            }
        }
        return steps;
    }
}
