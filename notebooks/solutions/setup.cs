// What the solutions of every chapter use. Their first cell runs this file, and says what they need besides.
#r "../../lib/bin/DeepLearning.dll"
#r "../../lib/bin/MathNet.Numerics.dll"
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
