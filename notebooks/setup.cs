// What every chapter uses. Its first cell runs this file, and says what it needs besides.
#r "../lib/bin/DeepLearning.dll"
#r "../lib/bin/MathNet.Numerics.dll"
using System.Diagnostics;
using System.IO;
using System.Threading;
using DeepLearning.Analysis;
using DeepLearning.Data;
using DeepLearning.Display;
using DeepLearning.Exercises;
using DeepLearning.Plotting;
using DeepLearning.Random;
using DeepLearning.Tensors;
using MathNet.Numerics.LinearAlgebra;
