package cn.juhui.platform.http.body;

import cn.juhui.platform.http.pace.Pace;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// `juhui.http.*`: how large a body may be that isn't multipart, how slow its sender, and how many there are.
///
/// @param maxBody for every path without its own limit
/// @param largerBodies path → limit, for the few that need more
/// @param pace how slow a client may be
/// @param places how many large bodies are taken at the same time
@ConfigurationProperties("juhui.http")
public record HttpSettings(
        @DefaultValue("64KB") DataSize maxBody,
        @DefaultValue Map<String, DataSize> largerBodies,
        @DefaultValue Pace pace,
        @DefaultValue Places places) {

    /// A large body is a form, or one beyond `max-body`.
    ///
    /// @param perCaller large bodies that one caller sends at the same time
    /// @param spooled bytes of forms and of files made for callers that lie on disk, in all: below the container's `/tmp`
    /// @param buffered bytes of other large bodies that are held in memory, in all
    public record Places(
            @DefaultValue("8") int perCaller,
            @DefaultValue("160MB") DataSize spooled,
            @DefaultValue("48MB") DataSize buffered) {}

    long limitFor(String path) {
        return largerBodies.getOrDefault(path, maxBody).toBytes();
    }
}
