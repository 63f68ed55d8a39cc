package cn.juhui.refund.adapter.mongo;

import cn.juhui.platform.testkit.RollingDocuments;
import cn.juhui.refund.domain.Refund;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RollingDocumentsTest {

    @TestFactory
    List<DynamicTest> documents_of_the_released_version_and_of_this_one_are_read_both_ways()
            throws IOException {
        return RollingDocuments.readBothWays(Refund.class);
    }
}
