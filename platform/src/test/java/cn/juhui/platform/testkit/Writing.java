package cn.juhui.platform.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// How texts for people are written: what docs/glossary.md says under "Writing", as far as a machine can see it.
public final class Writing {

    private static final String HAN = "\\p{IsHan}";

    /// Half-width marks that touch a Chinese character or close a Chinese text.
    private static final Pattern HALF_WIDTH =
            Pattern.compile(
                    "["
                            + HAN
                            + "”）}]\\s*[,;:!?]|"
                            + HAN
                            + "\\.|[,;:!?(\"']\\s*"
                            + HAN
                            + "|"
                            + HAN
                            + "\\s*[(\"']");

    private static final Pattern FULL_WIDTH = Pattern.compile("[，。；：？！（）“”、《》]");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");
    private static final Pattern UPPER_SNAKE = Pattern.compile("\\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\\b");
    private static final Pattern ID =
            Pattern.compile("\\b(rfd|ord|crd|evd|pay|ntf|msg|acc|hld)_[0-9a-zA-Z]*");
    private static final Pattern RULE = Pattern.compile("\\bR([1-9]|10)\\b");
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d|\\bPT\\d+[HMS]|\\bP\\d+D\\b|\\bUTC\\b");
    private static final Pattern CAMEL = Pattern.compile("\\b[a-z]+[A-Z][A-Za-z]*\\b");
    private static final Pattern SHOUT = Pattern.compile("\\b[A-Z]{5,}\\b");
    private static final Pattern MINOR_UNITS =
            Pattern.compile("(?i)\\bfen\\b|minor units?|" + HAN + "*[0-9}] ?分(?!钟)|金额[^，。]*（分）");
    private static final Pattern APOSTROPHE = Pattern.compile("(?<!')'(?:'')*(?!')");

    /// Names of formats and standards are words, too.
    private static final Set<String> NAMES = Set.of("MANIFEST", "VERIFY", "README");

    private Writing() {}

    /// What is wrong with one text of a bundle.
    ///
    /// @param filled whether arguments are put into it; then an apostrophe is written twice
    public static List<String> faults(String key, String text, boolean filled) {
        var faults = new ArrayList<String>();
        codes(text, key.startsWith("input.") || key.startsWith("problem."), faults);
        punctuation(text, faults);
        if (filled && APOSTROPHE.matcher(text).find()) {
            faults.add("an apostrophe that is lost when the text is filled in");
        }
        return faults;
    }

    /// What is wrong with a sentence as people see it, words filled in.
    public static List<String> faults(String sentence) {
        var faults = new ArrayList<String>();
        codes(sentence, false, faults);
        return faults;
    }

    /// @param ofRequest whether it is about the request itself, whose members have names
    private static void codes(String text, boolean ofRequest, List<String> faults) {
        find(UPPER_SNAKE, text, "a code", faults);
        find(ID, text, "an id", faults);
        find(RULE, text, "the number of a rule", faults);
        find(INSTANT, text, "a time for machines", faults);
        find(MINOR_UNITS, text, "minor units", faults);
        if (!ofRequest) {
            find(CAMEL, text, "the name of a member", faults);
            find(SHOUT, text, "a code", faults);
        }
    }

    private static void punctuation(String text, List<String> faults) {
        if (text.codePoints()
                .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)) {
            find(HALF_WIDTH, text, "half-width punctuation in Chinese", faults);
        } else if (LETTER.matcher(text).find()) {
            find(FULL_WIDTH, text, "full-width punctuation in English", faults);
        }
    }

    private static void find(Pattern pattern, String text, String what, List<String> faults) {
        var found = pattern.matcher(text);
        while (found.find()) {
            if (!NAMES.contains(found.group())) {
                faults.add(what + ": " + found.group());
            }
        }
    }
}
