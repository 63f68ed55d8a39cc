/// What every HTTP API of the house does alike: problems, idempotency, paging, ETags, languages, waiting.
@NullMarked
package cn.juhui.platform.http;

import org.jspecify.annotations.NullMarked;
