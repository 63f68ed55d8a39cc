package cn.juhui.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The calls of the API in a piece of shell, as far as guides write it: `"$api/…"` in a command of one or several lines.
final class ShellCalls {

    private static final Pattern ADDRESS = Pattern.compile("\"\\$api(/[^\"]*)\"");
    private static final Pattern METHOD = Pattern.compile("\\s-X (\\w+)");
    private static final Pattern BODY = Pattern.compile("\\s-[dF] ");

    private ShellCalls() {}

    /// @param path with `{}` for what is put in by the shell
    /// @param query names of parameters
    record Call(String method, String path, List<String> query) {}

    static List<Call> in(String shell) {
        var calls = new ArrayList<Call>();
        for (var command : commands(shell)) {
            var address = ADDRESS.matcher(command);
            while (address.find()) {
                calls.add(call(command, address.group(1)));
            }
        }
        return calls;
    }

    private static Call call(String command, String address) {
        var method = METHOD.matcher(command);
        var otherwise = BODY.matcher(command).find() ? "POST" : "GET";
        var parts = address.split("\\?", 2);
        var query = new ArrayList<String>();
        if (parts.length > 1) {
            for (var parameter : parts[1].split("[&$]")) {
                if (parameter.contains("=")) {
                    query.add(parameter.substring(0, parameter.indexOf('=')));
                }
            }
        }
        return new Call(
                method.find() ? method.group(1) : otherwise,
                parts[0].replaceAll("\\$\\w+", "{}"),
                query);
    }

    /// Ended by a line's end, `;` or `|`, where no quotation goes on.
    private static List<String> commands(String shell) {
        var commands = new ArrayList<String>();
        var command = new StringBuilder();
        char quoted = 0;
        for (var c : shell.toCharArray()) {
            if (quoted == 0 && (c == '\'' || c == '"')) {
                quoted = c;
            } else if (c == quoted) {
                quoted = 0;
            }
            if (quoted == 0 && "\n;|".indexOf(c) >= 0) {
                commands.add(command.toString());
                command.setLength(0);
            } else {
                command.append(c);
            }
        }
        commands.add(command.toString());
        return commands;
    }
}
