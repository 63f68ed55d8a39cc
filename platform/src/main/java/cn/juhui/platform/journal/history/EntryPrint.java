package cn.juhui.platform.journal.history;

import cn.juhui.platform.json.StateMapper;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/// A print of what an entry says: its type, its time and its data. Whoever has a record can tell by it whether it says what its source told, and the
/// source gives nothing away.
public final class EntryPrint {

    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private EntryPrint() {}

    /// @param at as the record has it, `ce_time`
    public static String of(String type, String at, Map<String, Object> data) {
        var sha256 = HashChain.sha256();
        sha256.update((type + '\n' + at + '\n').getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256.digest(StateMapper.canonical(data)));
    }

    /// Of a record's value.
    ///
    /// @throws tools.jackson.core.JacksonException when it is no JSON object
    public static String of(String type, String at, byte[] json) {
        return of(type, at, StateMapper.JSON.readValue(json, TREE));
    }
}
