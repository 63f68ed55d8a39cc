/// Tests of what is kept in MongoDB.
@NullMarked
package cn.juhui.evidence.adapter.mongo;

import org.jspecify.annotations.NullMarked;
