package com.cipherquay.hadoop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.commit.magic.MagicS3GuardCommitter;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.junit.jupiter.api.Test;

/**
 * A job whose output appears at once: uploads that its tasks leave unfinished, and that its end
 * completes.
 */
class MagicCommitterTest {
  private static final JobID ID = new JobID("202601010000", 7);

  @Test
  void outputAppearsWithTheJob() throws Exception {
    try (Place place = Place.make()) {
      Path output = place.path("output");
      Configuration settings = settings(place, output);
      JobContextImpl job = new JobContextImpl(settings, ID);
      MagicS3GuardCommitter ofJob = committer(attempt(settings, 0), output);
      ofJob.setupJob(job);

      task(settings, 0, true);
      task(settings, 1, true);
      task(settings, 2, false);
      assertEquals(Set.of(), visible(place, output), "nothing before the job commits");

      ofJob.commitJob(job);
      assertEquals(Set.of("_SUCCESS", "part-m-00000", "part-m-00001"), visible(place, output));
      for (int number = 0; number < 2; number++) {
        byte[] content = place.read(new Path(output, "part-m-0000" + number));
        assertEquals(lines(number), new String(content, StandardCharsets.UTF_8));
      }
      String success = new String(place.read(new Path(output, "_SUCCESS")), StandardCharsets.UTF_8);
      assertTrue(success.contains("\"committer\":\"magic\""), success);
    }
  }

  @Test
  void anAbortedJobLeavesNothing() throws Exception {
    try (Place place = Place.make()) {
      Path output = place.path("output");
      Configuration settings = settings(place, output);
      MagicS3GuardCommitter ofJob = committer(attempt(settings, 0), output);
      JobContextImpl job = new JobContextImpl(settings, ID);
      ofJob.setupJob(job);
      task(settings, 0, true);
      ofJob.abortJob(job, org.apache.hadoop.mapreduce.JobStatus.State.KILLED);
      assertEquals(Map.of(), place.listed(place.folder()));
      assertFalse(place.files().exists(new Path(output, "_SUCCESS")));
    }
  }

  private static Configuration settings(Place place, Path output) throws IOException {
    Job job = Job.getInstance(place.files().getConf());
    job.setOutputKeyClass(Text.class);
    TextOutputFormat.setOutputPath(job, output);
    Configuration settings = job.getConfiguration();
    settings.set(
        "mapreduce.outputcommitter.factory.scheme.s3a",
        "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory");
    settings.set("fs.s3a.committer.name", "magic");
    settings.set("fs.s3a.committer.uuid", "6d2a6f0e-job");
    return settings;
  }

  private static TaskAttemptContext attempt(Configuration settings, int number) {
    Configuration own = new Configuration(settings);
    TaskAttemptID id = new TaskAttemptID(new TaskID(ID, TaskType.MAP, number), 0);
    own.set(MRJobConfig.TASK_ATTEMPT_ID, id.toString());
    own.setInt(MRJobConfig.APPLICATION_ATTEMPT_ID, 0);
    return new TaskAttemptContextImpl(own, id);
  }

  private static MagicS3GuardCommitter committer(TaskAttemptContext attempt, Path output)
      throws IOException {
    var format = new TextOutputFormat<Text, NullWritable>();
    MagicS3GuardCommitter made =
        assertInstanceOf(MagicS3GuardCommitter.class, format.getOutputCommitter(attempt));
    assertEquals(output, made.getOutputPath());
    return made;
  }

  private static void task(Configuration settings, int number, boolean succeeds) throws Exception {
    TaskAttemptContext attempt = attempt(settings, number);
    var format = new TextOutputFormat<Text, NullWritable>();
    MagicS3GuardCommitter committer =
        assertInstanceOf(MagicS3GuardCommitter.class, format.getOutputCommitter(attempt));
    committer.setupTask(attempt);
    RecordWriter<Text, NullWritable> writer = format.getRecordWriter(attempt);
    for (String line : lines(number).split("\n", -1)) {
      if (!line.isEmpty()) {
        writer.write(new Text(line), NullWritable.get());
      }
    }
    writer.close(attempt);
    if (succeeds) {
      assertTrue(committer.needsTaskCommit(attempt));
      committer.commitTask(attempt);
    } else {
      committer.abortTask(attempt);
    }
  }

  /** Enough for two parts. */
  private static String lines(int number) {
    return ("a line of task " + number + "\n").repeat(400_000);
  }

  private static Set<String> visible(Place place, Path output) throws IOException {
    Set<String> names = new java.util.TreeSet<>(place.listed(output).keySet());
    names.removeIf(name -> name.startsWith("__magic"));
    return names;
  }
}
