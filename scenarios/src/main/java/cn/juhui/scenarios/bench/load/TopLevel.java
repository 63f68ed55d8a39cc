package cn.juhui.scenarios.bench.load;

import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Members of a JSON object, without a tree of it.
final class TopLevel {

    private TopLevel() {}

    /// @throws IllegalStateException when it has no such text
    static String text(String json, String member) {
        try (var parser = JsonMapper.shared().createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var isIt = parser.currentName().equals(member);
                parser.nextToken();
                if (isIt) {
                    return parser.getString();
                }
                parser.skipChildren();
            }
            throw new IllegalStateException("No " + member + " in " + json);
        }
    }
}
