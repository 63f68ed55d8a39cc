/// Tests of the S3 store.
@NullMarked
package cn.juhui.evidence.adapter.s3;

import org.jspecify.annotations.NullMarked;
