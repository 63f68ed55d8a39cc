package cn.juhui.platform.process;

import java.util.Set;

/// A start refused because of environment variables; the message has a line for each.
public final class WrongVariablesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param complaints a sentence each, which begins with the variable's name
    public WrongVariablesException(Set<String> complaints) {
        super(String.join(System.lineSeparator(), complaints));
    }
}
