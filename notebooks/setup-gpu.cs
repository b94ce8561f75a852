// What chapter 11 uses besides setup.cs: kernels for graphics cards.
#r "../lib/bin/DeepLearning.Gpu.dll"
#r "../lib/bin/ILGPU.dll"
using DeepLearning.Gpu;
using DeepLearning.Gpu.Checking;
using ILGPU;
using ILGPU.Runtime;
using Device = DeepLearning.Tensors.Device;
using Grid = ILGPU.Grid;
