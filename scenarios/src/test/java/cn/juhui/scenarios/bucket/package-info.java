/// Pictures in a real S3 server, which is killed.
@NullMarked
package cn.juhui.scenarios.bucket;

import org.jspecify.annotations.NullMarked;
