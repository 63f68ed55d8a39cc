package cn.juhui.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import cn.juhui.contracts.wire.EventTypes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

class WriteSchemasTest {

    @Test
    void writes_every_schema_and_keeps_what_was_described_by_hand(@TempDir Path schemas)
            throws IOException {
        WriteSchemas.into(schemas, ContractFiles.SCHEMAS);
        for (var type : EventTypes.all().keySet()) {
            assertThat(ContractFiles.json(schemas.resolve(type + ".json")))
                    .isEqualTo(ContractFiles.json(ContractFiles.SCHEMAS.resolve(type + ".json")));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "juhui.schemas.write", matches = "true|release")
    void rewrites_the_committed_schemas() throws IOException {
        WriteSchemas.main(System.getProperty("juhui.schemas.write"));
        assertThat(ContractFiles.typesIn(ContractFiles.SCHEMAS))
                .hasSameSizeAs(EventTypes.all().keySet());
    }
}
