package cn.juhui.platform.http;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// `juhui.http.*`: how large a body may be that isn't multipart.
///
/// @param maxBody for every path without its own limit
/// @param largerBodies path → limit, for the few that need more
@ConfigurationProperties("juhui.http")
public record HttpSettings(
        @DefaultValue("64KB") DataSize maxBody, @DefaultValue Map<String, DataSize> largerBodies) {

    long limitFor(String path) {
        return largerBodies.getOrDefault(path, maxBody).toBytes();
    }
}
